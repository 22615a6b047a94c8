/** A tool being written. Saved by a press: a call that begins in between asks as it was. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { addTool, replaceTool, type Tool, type ToolBody, toolQuery } from "../../data/tools.ts";
import { Button } from "../../ui/button.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import { AnswerPart, WordsPart } from "./answer-part.tsx";
import { AskingPart } from "./asking-part.tsx";
import { NamePart } from "./name-part.tsx";
import { ParametersPart } from "./parameters-part.tsx";
import { bodyOf, type DraftProblem, draftOf, type ToolDraft } from "./tool-draft.ts";

export interface DraftProps {
  draft: ToolDraft;
  edit: (change: Partial<ToolDraft>) => void;
  /** Empty before somebody has tried to save. */
  problems: readonly DraftProblem[];
}

interface ToolFormProps {
  stored: Tool | null;
  first: ToolDraft;
  saved: (tool: Tool) => void;
}

export function ToolForm({ stored, first, saved }: ToolFormProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(first);
  const [tried, setTried] = useState(false);
  const [etag, setEtag] = useState(stored?.etag ?? "");
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: (body: ToolBody) => (stored ? replaceTool(stored.id, etag, body) : addTool(body)),
    onSuccess: (tool) => {
      setEtag(tool.etag);
      setTried(false);
      saved(tool);
    },
  });
  const sent = bodyOf(draft);
  const problems = tried && !sent.ok ? sent.problems : [];
  const dirty = stored === null || JSON.stringify(sent.ok && sent.body) !== JSON.stringify(bodyAsStored(stored));
  const edit = (change: Partial<ToolDraft>) => {
    save.reset();
    setDraft({ ...draft, ...change });
  };
  function onSubmit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (sent.ok) save.mutate(sent.body);
  }
  async function takeTheirs() {
    if (!stored) return;
    const theirs = await queryClient.fetchQuery({ ...toolQuery(stored.id), staleTime: 0 });
    setEtag(theirs.etag);
    setDraft(draftOf(theirs));
    save.reset();
  }
  const fault = save.error?.fault;
  const isStale = fault?.code === "stale-version";
  return (
    <form className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4" onSubmit={onSubmit} noValidate>
      <NamePart {...{ draft, edit, problems }} />
      <ParametersPart {...{ draft, edit, problems }} />
      <AskingPart {...{ draft, edit, problems }} />
      <AnswerPart {...{ draft, edit, problems }} />
      <WordsPart {...{ draft, edit, problems }} />
      {fault && <FaultNote fault={isStale ? { ...fault, fix: t("tools.staleFix") } : fault} />}
      <div className="sticky bottom-0 flex flex-wrap items-center gap-3 border-line border-t bg-ground py-3">
        <Button kind="primary" type="submit" disabled={save.isPending || !dirty}>
          {t(save.isPending ? "tools.saving" : stored ? "tools.save" : "tools.make")}
        </Button>
        {isStale && <Button onClick={() => void takeTheirs()}>{t("tools.takeTheirs")}</Button>}
        <span role="status" className="text-s text-text-2">
          {problems.length > 0 && <span className="text-danger">{t("tools.missing")}</span>}
          {problems.length === 0 && save.isSuccess && !dirty && t("tools.saved")}
          {problems.length === 0 && dirty && stored !== null && t("tools.unsaved")}
        </span>
      </div>
    </form>
  );
}

function bodyAsStored(tool: Tool): ToolBody | false {
  const stored = bodyOf(draftOf(tool));
  return stored.ok && stored.body;
}
