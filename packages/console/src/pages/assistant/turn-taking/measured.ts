/** The figures of docs/turn-taking.md that stand beside the settings. A test compares them with that page. Data only. */

export interface Share {
  /** Of `of`. */
  count: number;
  of: number;
  /** As the page has it, to a tenth. */
  percent: number;
}

/** With the defaults, over all clips. */
export const MEASURED = {
  wrongStops: { percent: 2.2, count: 26, of: 1_200 } satisfies Share,
  missedBargeIns: { percent: 1.8, count: 8, of: 447 } satisfies Share,
  cutOffs: { percent: 6.0, count: 12, of: 200 } satisfies Share,
  medianWaitMs: 456,
  /** One rule, 700 ms without speech, on the same clips. */
  fixed: { cutOffs: { percent: 13.5, count: 27, of: 200 } satisfies Share, medianWaitMs: 776 },
} as const;

export interface MeasuredWaits {
  /** The page's word for the row. */
  name: "hasty" | "quick" | "default" | "calm" | "patient";
  /** Where it differs from the defaults. */
  timing: { waitCompleteMs?: number; waitUnsureMs?: number; waitIncompleteMs?: number };
  cutOffs: Share;
  medianWaitMs: number;
  /** Nineteen of twenty waits are shorter. */
  p95WaitMs: number;
}

/** "Quicker or more patient": the same 200 turns with other waits. */
export const MEASURED_WAITS: readonly MeasuredWaits[] = [
  {
    name: "hasty",
    timing: { waitUnsureMs: 450, waitIncompleteMs: 800 },
    cutOffs: { percent: 21.0, count: 42, of: 200 },
    medianWaitMs: 452,
    p95WaitMs: 904,
  },
  {
    name: "quick",
    timing: { waitUnsureMs: 700 },
    cutOffs: { percent: 8.5, count: 17, of: 200 },
    medianWaitMs: 455,
    p95WaitMs: 1_597,
  },
  {
    name: "default",
    timing: {},
    cutOffs: { percent: 6.0, count: 12, of: 200 },
    medianWaitMs: 456,
    p95WaitMs: 1_597,
  },
  {
    name: "calm",
    timing: { waitCompleteMs: 450 },
    cutOffs: { percent: 4.5, count: 9, of: 200 },
    medianWaitMs: 565,
    p95WaitMs: 1_597,
  },
  {
    name: "patient",
    timing: { waitCompleteMs: 600, waitUnsureMs: 1_300, waitIncompleteMs: 1_500 },
    cutOffs: { percent: 4.0, count: 8, of: 200 },
    medianWaitMs: 715,
    p95WaitMs: 1_597,
  },
];
