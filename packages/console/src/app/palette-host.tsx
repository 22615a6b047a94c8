/** Opens the palette by ⌘K or its button. The palette itself is fetched when it is first wanted. */
import { createContext, lazy, type ReactNode, Suspense, useContext, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

const Palette = lazy(() => import("./palette.tsx"));
const OpenPalette = createContext<() => void>(() => {});

export function PaletteHost({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setOpen((before) => !before);
    }
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  return (
    <OpenPalette value={() => setOpen(true)}>
      {children}
      {open && (
        <Suspense>
          <Palette onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </OpenPalette>
  );
}

export function PaletteButton() {
  const { t } = useTranslation();
  const open = useContext(OpenPalette);
  const isApple = /Mac|iPhone|iPad/.test(navigator.platform);
  return (
    <button
      type="button"
      onClick={open}
      title={t("shell.palette.open")}
      className="code rounded-s px-[9px] py-1.5 text-text-3 hover:text-text"
    >
      <span className="sr-only">{t("shell.palette.open")} </span>
      <span className="max-wide:hidden">{isApple ? "⌘K" : "Ctrl K"}</span>
      <svg
        aria-hidden
        viewBox="0 0 16 16"
        className="size-4 fill-none stroke-current wide:hidden"
        strokeWidth="1.6"
        strokeLinecap="round"
      >
        <circle cx="7" cy="7" r="4.5" />
        <path d="m10.5 10.5 3.5 3.5" />
      </svg>
    </button>
  );
}
