/** The moment of the call that the page shows: chosen, played, or from the address, where it is written when it rests. */
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useEffect, useRef, useState } from "react";
import type { CallSearch } from "./call-search.ts";

export interface MomentControl {
  /** null: none is chosen; the page shows how things stand in the end, or now. */
  atMs: number | null;
  /** The same, in steps while it is played: for what need not be drawn with every frame. */
  steppedMs: number | null;
  playing: boolean;
  canPlay: boolean;
  speed: number;
  seek(atMs: number): void;
  toggle(): void;
  changeSpeed(): void;
}

export const SPEEDS: readonly number[] = [1, 1.5, 2];
/** So long it rests before it is written: a drag is one entry, and browsers refuse a hundred a second. */
const REST_MS = 250;
const PLAYED_STEP_MS = 100;

export function useMoment(url: string | null, durationMs: number): MomentControl {
  const { at } = useSearch({ from: "/calls/$callId" });
  const [atMs, setAtMs] = useState<number | null>(at ?? null);
  const written = useAddress(setAtMs, at);
  const limited = (ms: number) => Math.max(0, Math.min(durationMs, ms));
  const audio = useAudio(url, atMs ?? 0, (ms) => setAtMs(ms));
  const goTo = useRef<(ms: number) => void>(() => {});
  goTo.current = (ms) => {
    const next = limited(ms);
    setAtMs(next);
    audio.seek(next);
    written(next);
  };
  const seek = useCallback((ms: number) => goTo.current(ms), []);
  const toggle = () => {
    if (audio.playing) written(limited(atMs ?? 0));
    // At the end the next press begins anew.
    else if (atMs !== null && atMs >= durationMs - 50) seek(0);
    audio.toggle();
  };
  const steppedMs = atMs !== null && audio.playing ? Math.floor(atMs / PLAYED_STEP_MS) * PLAYED_STEP_MS : atMs;
  const { playing, speed, changeSpeed } = audio;
  return { atMs, steppedMs, playing, canPlay: url !== null, speed, seek, toggle, changeSpeed };
}

/** Writes the moment to the address once it rests, and takes it from there when the reader goes back. */
function useAddress(setAtMs: (ms: number | null) => void, at: number | undefined): (ms: number) => void {
  const navigate = useNavigate({ from: "/calls/$callId" });
  const own = useRef<number | undefined>(at);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (own.current === at) return;
    own.current = at;
    setAtMs(at ?? null);
  }, [at, setAtMs]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(
    (ms) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        own.current = Math.round(ms);
        void navigate({
          search: (before: CallSearch) => ({ ...before, at: own.current }),
          replace: true,
          resetScroll: false,
        });
      }, REST_MS);
    },
    [navigate],
  );
}

interface Audio {
  playing: boolean;
  speed: number;
  seek(ms: number): void;
  toggle(): void;
  changeSpeed(): void;
}

/** An audio element without a face. While it plays, `onTime` hears where it is, each time the screen is drawn. */
function useAudio(url: string | null, startMs: number, onTime: (ms: number) => void): Audio {
  const element = useRef<HTMLAudioElement | null>(null);
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState(1);
  const tell = useRef(onTime);
  tell.current = onTime;
  // biome-ignore lint/correctness/useExhaustiveDependencies: where it starts counts only when the recording comes.
  useEffect(() => {
    if (url === null) return;
    const audio = new window.Audio(url);
    audio.preload = "auto";
    audio.currentTime = startMs / 1_000;
    element.current = audio;
    const show = () => setPlaying(!audio.paused && !audio.ended);
    for (const name of ["play", "pause", "ended"]) audio.addEventListener(name, show);
    return () => {
      audio.pause();
      for (const name of ["play", "pause", "ended"]) audio.removeEventListener(name, show);
      element.current = null;
      setPlaying(false);
    };
  }, [url]);
  useEffect(() => {
    if (!playing) return;
    let frame = requestAnimationFrame(function draw() {
      if (element.current) tell.current(element.current.currentTime * 1_000);
      frame = requestAnimationFrame(draw);
    });
    return () => cancelAnimationFrame(frame);
  }, [playing]);
  return {
    playing,
    speed,
    seek(ms) {
      if (element.current) element.current.currentTime = ms / 1_000;
    },
    toggle() {
      const audio = element.current;
      if (!audio) return;
      // Refused until the reader has touched the page: the button then still says "play".
      if (audio.paused) void audio.play().catch(() => setPlaying(false));
      else audio.pause();
    },
    changeSpeed() {
      const next = SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length] ?? 1;
      setSpeed(next);
      if (element.current) element.current.playbackRate = next;
    },
  };
}
