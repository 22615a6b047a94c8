/** Another node: of which kind, and after which one. */
import { DropdownMenu } from "radix-ui";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { buttonClass } from "../../../ui/button.tsx";
import type { NodeKind } from "./new-node.ts";

interface AddNodeProps {
  label: string;
  kinds: readonly NodeKind[];
  /** After which node it comes. */
  after: string | null;
  isOpen?: boolean;
  setOpen?: (isOpen: boolean) => void;
  /** Nothing was chosen, and it was not the button that opened it: where the focus goes. */
  goBack?: (() => void) | undefined;
  add: (kind: NodeKind) => void;
}

export function AddNode({ label, kinds, after, isOpen, setOpen, goBack, add }: AddNodeProps) {
  const { t } = useTranslation();
  const hasChosen = useRef(false);
  const given = isOpen === undefined ? {} : { open: isOpen };
  function onOpenChange(open: boolean): void {
    if (open) hasChosen.current = false;
    setOpen?.(open);
  }
  return (
    <DropdownMenu.Root {...given} onOpenChange={onOpenChange} modal={false}>
      <DropdownMenu.Trigger className={buttonClass("usual", "px-2.5 py-1")}>+ {label}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="start"
          sideOffset={6}
          collisionPadding={8}
          // Who has chosen goes on in the new node's form.
          onCloseAutoFocus={(event) => {
            if (!hasChosen.current && !goBack) return;
            event.preventDefault();
            if (!hasChosen.current) goBack?.();
            hasChosen.current = false;
          }}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) w-80 max-w-[calc(100vw-16px)] overflow-y-auto rounded-card border border-line bg-raised p-1 shadow-raised"
        >
          {after !== null && (
            <DropdownMenu.Label className="px-2.5 pt-1.5 pb-1 text-s text-text-3">
              {t("flow.canvas.addAfter", { node: after })}
            </DropdownMenu.Label>
          )}
          {kinds.map((kind) => (
            <DropdownMenu.Item
              key={kind}
              onSelect={() => {
                hasChosen.current = true;
                add(kind);
              }}
              textValue={t(`flow.kinds.${kind}`)}
              className="cursor-pointer select-none rounded-s px-2.5 py-1 outline-none data-[highlighted]:bg-text/7"
            >
              {t(`flow.kinds.${kind}`)}
              <span className="block text-s text-text-3">{t(`flow.about.${kind}`)}</span>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
