/** One tool: how it asks, and below it how that went. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { type Tool, toolQuery } from "../../data/tools.ts";
import { useFault } from "../../data/use-fault.ts";
import { FaultNote } from "../../ui/fault-note.tsx";
import { MayEdit, useMay } from "../../ui/may-edit.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { RemoveTool } from "./remove-tool.tsx";
import { SHOP_EXAMPLE } from "./shop-example.ts";
import { draftOf, NEW_TOOL } from "./tool-draft.ts";
import { ToolForm } from "./tool-form.tsx";
import { ToolRuns } from "./tool-runs.tsx";
import { TryTool } from "./try-tool.tsx";

const route = getRouteApi("/tools/$toolId");

export default function ToolPage() {
  const { toolId } = route.useParams();
  return toolId === "new" ? <NewTool /> : <StoredTool key={toolId} id={toolId} />;
}

function NewTool() {
  const { t } = useTranslation();
  const { example } = route.useSearch();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  async function made({ id }: Tool) {
    await queryClient.invalidateQueries({ queryKey: ["tools"] });
    await navigate({ to: "/tools/$toolId", params: { toolId: id }, search: {}, replace: true, ignoreBlocker: true });
  }
  return (
    <>
      <PageHead title={t("tools.newTitle")} tab={t("tools.newTitle")} />
      <ToolForm
        key={example ?? ""}
        stored={null}
        first={example ? SHOP_EXAMPLE : NEW_TOOL}
        saved={(tool) => void made(tool)}
      />
    </>
  );
}

function StoredTool({ id }: { id: string }) {
  const query = useQuery(toolQuery(id));
  const queryClient = useQueryClient();
  const mayEdit = useMay("editor");
  const fault = useFault(query);
  if (fault && !query.data) return <FaultNote fault={fault} again={() => void query.refetch()} />;
  const tool = query.data;
  if (!tool) return <SkeletonRows rows={6} />;
  async function saved(after: Tool) {
    queryClient.setQueryData(toolQuery(id).queryKey, after);
    await queryClient.invalidateQueries({ queryKey: ["tools"], exact: true });
  }
  return (
    <>
      <PageHead
        title={<span className="code">{tool.name}</span>}
        tab={tool.name}
        actions={mayEdit && <RemoveTool tool={tool} />}
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)]">
        <ToolForm stored={tool} first={draftOf(tool)} saved={(after) => void saved(after)} />
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
          <MayEdit silent>
            <TryTool key={JSON.stringify(tool.parameters)} tool={tool} />
          </MayEdit>
          <ToolRuns id={id} />
        </div>
      </div>
    </>
  );
}
