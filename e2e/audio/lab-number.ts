/** Whom the lab's assistant puts callers through to. */
export const LAB_NUMBER = "+14155550111";
