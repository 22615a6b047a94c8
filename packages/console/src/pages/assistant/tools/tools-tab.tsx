/** Which tools an assistant may use: those that come along, and those that somebody made. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { builtInToolsQuery, toolsQuery } from "../../../data/tools.ts";
import { useFault } from "../../../data/use-fault.ts";
import { buttonClass } from "../../../ui/button.tsx";
import { FaultNote } from "../../../ui/fault-note.tsx";
import { SkeletonRows } from "../../../ui/skeleton.tsx";
import { Tag } from "../../../ui/tag.tsx";
import { Part } from "../part.tsx";
import type { TabProps } from "../tab-props.ts";

interface Listed {
  name: string;
  description: string;
  effect: "changes" | "reads";
}

export default function ToolsTab({ settings: { tools: chosen = [], model = [] }, edit }: TabProps) {
  const { t } = useTranslation();
  const own = useQuery(toolsQuery());
  const builtIn = useQuery(builtInToolsQuery());
  const fault = useFault(own);
  if (fault && !own.data) return <FaultNote fault={fault} again={() => void own.refetch()} />;
  if (!own.data || !builtIn.data) return <SkeletonRows rows={4} />;
  const known = [...builtIn.data, ...own.data].map(({ name }) => name);
  const choose = (name: string, wanted: boolean): void => {
    const tools = wanted ? [...chosen, name] : chosen.filter((one) => one !== name);
    edit({ tools: tools.length > 0 ? tools : undefined });
  };
  const gone = chosen.filter((name) => !known.includes(name)).map((name) => ({ name, gone: true }));
  return (
    <>
      <Part
        title={t("tools.ofAssistant.title")}
        text={t(model.length > 0 ? "tools.ofAssistant.text" : "tools.ofAssistant.noModel")}
      >
        {[...gone, ...builtIn.data].map((tool) => (
          <Choice key={tool.name} tool={tool} chosen={chosen.includes(tool.name)} choose={choose} />
        ))}
      </Part>
      <Part title={t("tools.ofAssistant.own")} text={own.data.length === 0 && t("tools.ofAssistant.none")}>
        {own.data.map((tool) => (
          <Choice key={tool.id} tool={tool} chosen={chosen.includes(tool.name)} choose={choose} toolId={tool.id} />
        ))}
        <div>
          <Link to="/tools/$toolId" params={{ toolId: "new" }} className={buttonClass()}>
            {t("tools.make")}
          </Link>
        </div>
      </Part>
    </>
  );
}

interface ChoiceProps {
  tool: Listed | { name: string; gone: boolean };
  chosen: boolean;
  choose: (name: string, wanted: boolean) => void;
  toolId?: string;
}

function Choice({ tool, chosen, choose, toolId }: ChoiceProps) {
  const { t } = useTranslation();
  const { name } = tool;
  return (
    <div className="flex items-start gap-2.5">
      <input
        type="checkbox"
        id={`tool-${name}`}
        className="mt-[5px] size-4 shrink-0 accent-accent"
        checked={chosen}
        onChange={({ target }) => choose(name, target.checked)}
      />
      <div className="min-w-0">
        <label htmlFor={`tool-${name}`} className="code font-[550]">
          {name}
        </label>{" "}
        {"effect" in tool && (
          <Tag tone={tool.effect === "changes" ? "soon" : "plain"}>{t(`tools.effects.${tool.effect}.short`)}</Tag>
        )}
        {"effect" in tool ? (
          <p className="text-s text-text-3">
            {tool.description}{" "}
            {toolId && (
              <Link to="/tools/$toolId" params={{ toolId }} className="underline">
                {t("tools.ofAssistant.open")}
              </Link>
            )}
          </p>
        ) : (
          <p className="text-s text-warn">{t("tools.ofAssistant.gone")}</p>
        )}
      </div>
    </div>
  );
}
