/** Makes of a model's text what a person would say: no Markdown, no emoji, no bare links, numbers written out. */
import { readAloud } from "./read-aloud.ts";

export function speakable(text: string, language: string): string {
  return withoutMarks(readAloud(withoutMarkdown(text), language))
    .replace(/\s+/g, " ")
    .replace(/\s+([.,!?;:])/g, "$1")
    .trim();
}

function withoutMarkdown(text: string): string {
  return (
    text
      .replace(/```[\s\S]*?```/g, " ")
      .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
      .replace(/https?:\/\/(?:www\.)?([^\s/)]+[^\s/).,!?])[^\s)]*?(?=[.,!?]?(?:[\s)]|$))/g, (_, host: string) =>
        host.replaceAll(".", " dot "),
      )
      .replace(/^\s*(?:[-*•]|\d+[.)])\s+/gm, "")
      // Clauses are cut without their line breaks: the first item of a list stands behind its colon.
      .replace(/([:;.!?]\s+)[-*•]\s+/g, "$1")
      .replace(/(:\s+)\d+[.)]\s+/g, "$1")
      .replace(/^#+\s+/gm, "")
  );
}

function withoutMarks(text: string): string {
  return text.replace(/[*_`~|<>#]+/g, "").replace(/\p{Extended_Pictographic}|[\u200d\ufe0f]/gu, "");
}
