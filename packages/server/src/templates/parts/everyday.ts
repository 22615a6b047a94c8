/** Words that every template needs, whatever its trade; each language writes its own. */

export interface EverydayWords {
  /** For a language model: how one speaks on the telephone. */
  onTelephone: string;
  more: string;
  nothing: string[];
  name: Question;
  phone: Question;
  message: {
    /** Ways to ask for it. */
    asked: string[];
    text: string;
    taken: string;
    failed: string;
  };
}

export interface Question {
  text: string;
  again: string[];
  help: string;
}
