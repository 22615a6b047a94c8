declare module "@nlpjs/core-loader" {
  export function containerBootstrap(): Promise<{ use(plugin: unknown): void }>;
}
declare module "@nlpjs/nlp" {
  export class Nlp {
    constructor(settings: Record<string, unknown>);
    addLanguage(language: string): void;
    addDocument(language: string, text: string, intent: string): void;
    train(): Promise<void>;
    process(
      language: string,
      text: string,
    ): Promise<{ intent: string; classifications?: { intent: string; score: number }[] }>;
  }
}
declare module "@nlpjs/lang-en" {
  export const LangEn: unknown;
}
declare module "@nlpjs/lang-ru" {
  export const LangRu: unknown;
}
