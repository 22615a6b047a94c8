/** What a colour says: nothing, well, soon a trouble, a trouble. */
export type Tone = "plain" | "good" | "soon" | "bad";
