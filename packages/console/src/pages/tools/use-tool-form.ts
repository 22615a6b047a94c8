/** A tool being written: what was typed, what was last seen stored, and what keeps it from being saved. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { addTool, replaceTool, type Tool, type ToolBody, toolQuery } from "../../data/tools.ts";
import { mergedDraft } from "./draft-merge.ts";
import { type PlacedField, strangePlaces } from "./draft-places.ts";
import type { ToolDraft, Wrongs } from "./draft-shape.ts";
import { refusedField } from "./refused-field.ts";
import { bodyOf, type DraftProblem, draftOf } from "./tool-draft.ts";

export interface ToolFormProps {
  stored: Tool | null;
  first: ToolDraft;
  saved: (tool: Tool) => void;
}

export function useToolForm({ stored, first, saved }: ToolFormProps) {
  const queryClient = useQueryClient();
  const ownWrongs = useOwnWrongs();
  const [draft, setDraft] = useState(first);
  const [base, setBase] = useState(stored);
  const [tries, setTries] = useState(0);
  const [isTried, setTried] = useState(false);
  const began = base ? draftOf(base) : first;
  const sent = bodyOf(draft);
  const save = useMutation({
    mutationFn: (body: ToolBody) => (base ? replaceTool(base.id, base.etag, body) : addTool(body)),
    onSuccess: (tool) => {
      setBase(tool);
      setTried(false);
      saved(tool);
    },
  });
  /** What somebody else has saved; with what was typed here in it, if that is to be kept. */
  const take = useMutation({
    mutationFn: async (keepMine: boolean) => {
      if (!base) return;
      const theirs = await queryClient.fetchQuery({ ...toolQuery(base.id), staleTime: 0 });
      setDraft(keepMine ? mergedDraft(began, draft, draftOf(theirs)) : draftOf(theirs));
      setBase(theirs);
      save.reset();
    },
  });
  const fault = save.error?.fault ?? take.error?.fault ?? null;
  const refused = fault ? refusedField(fault, draft) : {};
  const wrongs: Wrongs = { ...(isTried && !sent.ok ? ownWrongs(draft, sent.problems) : {}), ...refused };
  const isDirty = base === null || !isSame(sent.ok && sent.body, bodyAsStored(base));
  return {
    ...{ draft, wrongs, tries, save, take, isDirty },
    edit(change: Partial<ToolDraft>) {
      save.reset();
      setDraft({ ...draft, ...change });
    },
    submit() {
      setTried(true);
      setTries(tries + 1);
      if (sent.ok) save.mutate(sent.body);
    },
    /** Of no one field. */
    fault: Object.keys(refused).length > 0 ? null : fault,
    isStale: fault?.code === "stale-version",
    /** Something would be lost. */
    isTyped: base === null ? !isSame(draft, first) : isDirty,
  };
}

function useOwnWrongs() {
  const { t } = useTranslation();
  return (draft: ToolDraft, problems: readonly DraftProblem[]): Wrongs => {
    const strange = strangePlaces(draft);
    const sentence = (field: DraftProblem): string => {
      const name = strange[field as PlacedField];
      return name === undefined ? t(`tools.wrong.${field}`) : t("tools.wrong.place", { place: `{{${name}}}` });
    };
    return Object.fromEntries(problems.map((field) => [field, sentence(field)]));
  };
}

function bodyAsStored(tool: Tool): ToolBody | false {
  const stored = bodyOf(draftOf(tool));
  return stored.ok && stored.body;
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
