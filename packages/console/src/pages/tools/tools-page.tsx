/** Tools: what assistants can look up and do beside talking. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { builtInToolsQuery, toolsQuery } from "../../data/tools.ts";
import { useFault } from "../../data/use-fault.ts";
import { buttonClass } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Command } from "../../ui/command.tsx";
import { Empty } from "../../ui/empty.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import { MayNot, useMay } from "../../ui/may-edit.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { Tag } from "../../ui/tag.tsx";
import { Secrets } from "./secrets.tsx";
import { ToolLine } from "./tool-line.tsx";

const NEW = { to: "/tools/$toolId", params: { toolId: "new" } } as const;

export default function ToolsPage() {
  const { t } = useTranslation();
  const tools = useQuery(toolsQuery());
  const fault = useFault(tools);
  const mayEdit = useMay("editor");
  const has = (tools.data?.length ?? 0) > 0;
  return (
    <>
      <PageHead
        title={t("tools.title")}
        tab={t("tools.title")}
        actions={
          has &&
          mayEdit && (
            <Link {...NEW} className={buttonClass("primary")}>
              {t("tools.make")}
            </Link>
          )
        }
      />
      {fault && <FaultNote fault={fault} again={() => void tools.refetch()} />}
      <Card className="mb-8">
        {!tools.data && !fault && <SkeletonRows rows={3} />}
        {tools.data && !has && (
          <Empty title={t("tools.none")}>
            <p>{t("tools.noneText")}</p>
            {mayEdit ? (
              <Link {...NEW} className={buttonClass("primary")}>
                {t("tools.make")}
              </Link>
            ) : (
              <MayNot least="editor" />
            )}
            <p className="mt-2">{t("tools.example")}</p>
            <Command>node examples/shop-server/shop-server.mjs</Command>
            <p>{t("tools.exampleHost")}</p>
            <Command>OFFHOOK_TOOL_HOSTS=127.0.0.1:4000 npm start</Command>
            {mayEdit && (
              <Link {...NEW} search={{ example: "shop" }} className={buttonClass()}>
                {t("tools.exampleMake")}
              </Link>
            )}
          </Empty>
        )}
        {has && (
          <ul>
            {tools.data?.map((tool) => (
              <ToolLine key={tool.id} tool={tool} />
            ))}
          </ul>
        )}
      </Card>
      <Secrets tools={tools.data ?? []} />
      <BuiltIn />
    </>
  );
}

function BuiltIn() {
  const { t } = useTranslation();
  const { data = [] } = useQuery(builtInToolsQuery());
  if (data.length === 0) return null;
  return (
    <section>
      <h2>{t("tools.builtIn")}</h2>
      <p className="mb-2.5 max-w-[68ch] text-text-2">{t("tools.builtInText")}</p>
      <Card>
        <ul>
          {data.map(({ name, description, effect }) => (
            <li
              key={name}
              className="flex flex-wrap items-baseline gap-x-3 border-line border-b px-[18px] py-2.5 last:border-0"
            >
              <span className="code font-[550]">{name}</span>
              <Tag tone={effect === "changes" ? "soon" : "plain"}>{t(`tools.effects.${effect}.short`)}</Tag>
              <span className="basis-full text-text-2">{description}</span>
            </li>
          ))}
        </ul>
      </Card>
    </section>
  );
}
