/**
 * The frame: rail, palette, and the page between them. Signed out, only the way in is seen; the page stays behind it, with
 * what was typed in it.
 */
import { useQueryClient } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useSignedOut } from "../data/session.ts";
import { usePreferences } from "../preferences/preferences.tsx";
import { PaletteHost } from "./palette-host.tsx";
import { Rail } from "./rail.tsx";
import { SignInPage } from "./sign-in-page.tsx";

export function Shell() {
  const signedOut = useSignedOut();
  usePreferences();
  const queryClient = useQueryClient();
  useEffect(() => {
    if (!signedOut) return;
    // Signed in again: whatever was refused meanwhile is asked anew.
    return () => void queryClient.invalidateQueries();
  }, [signedOut, queryClient]);
  return (
    <>
      {signedOut && <SignInPage />}
      <div hidden={signedOut}>
        <Frame />
      </div>
    </>
  );
}

function Frame() {
  const { t } = useTranslation();
  return (
    <PaletteHost>
      <a
        href="#page"
        className="sr-only rounded-s bg-accent px-3 py-1.5 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50"
      >
        {t("shell.skip")}
      </a>
      <div className="grid min-h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[auto_1fr] wide:grid-cols-[208px_minmax(0,1fr)] wide:grid-rows-1">
        <Rail />
        <main id="page" tabIndex={-1} className="w-full max-w-[1240px] p-4 outline-none wide:px-8 wide:pt-6 wide:pb-12">
          <Outlet />
        </main>
      </div>
    </PaletteHost>
  );
}
