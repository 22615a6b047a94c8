/** The type of a translation: the same keys as English, and every plural in the four forms that Russian has. */
type PluralOf<Key> = Key extends `${infer Base}_one` ? Base : never;
type PluralKey = `${string}_one` | `${string}_other`;
type RussianForm = "one" | "few" | "many" | "other";

export type Translated<English> = {
  [Key in keyof English as Key extends PluralKey ? never : Key]: English[Key] extends string
    ? string
    : Translated<English[Key]>;
} & { [Key in `${PluralOf<keyof English>}_${RussianForm}`]: string };
