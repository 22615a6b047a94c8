/** One assistant: what it is on the left, what it does on the right, alive. */
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { assistantQuery } from "../../data/assistants.ts";
import { useFault } from "../../data/use-fault.ts";
import { FaultNote } from "../../ui/fault-note.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { AssistantEditor } from "./assistant-editor.tsx";
import { TABS } from "./editor-tabs.ts";

const route = getRouteApi("/assistants/$assistantId");

export default function AssistantPage() {
  const { assistantId } = route.useParams();
  const { tab = TABS[0] } = route.useSearch();
  const query = useQuery(assistantQuery(assistantId));
  const fault = useFault(query);
  if (fault && !query.data) return <FaultNote fault={fault} again={() => void query.refetch()} />;
  return query.data ? <AssistantEditor key={assistantId} stored={query.data} tab={tab} /> : <SkeletonRows rows={6} />;
}
