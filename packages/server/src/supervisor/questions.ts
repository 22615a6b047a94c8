/**
 * Questions from one process to several, answered within a deadline. A process that dies or stays silent counts as an
 * answer of `undefined`, so nobody waits for the dead. Knows no process: it is told how to send.
 */
interface OpenQuestion {
  waitingFor: Set<string>;
  answers: unknown[];
  settle(): void;
}

export interface Questions {
  ask(targets: readonly string[], deadlineMs: number, send: (target: string, id: number) => void): Promise<unknown[]>;
  answered(target: string, id: number, answer: unknown): void;
  gone(target: string): void;
}

export function createQuestions(): Questions {
  const open = new Map<number, OpenQuestion>();
  let lastId = 0;

  function noteAnswer(question: OpenQuestion, target: string, answer: unknown): void {
    if (!question.waitingFor.delete(target)) return;
    if (answer !== undefined && answer !== null) question.answers.push(answer);
    if (question.waitingFor.size === 0) question.settle();
  }

  return {
    ask(targets, deadlineMs, send) {
      if (targets.length === 0) return Promise.resolve([]);
      return new Promise((resolve) => {
        const id = ++lastId;
        const deadline = setTimeout(() => question.settle(), deadlineMs);
        const question: OpenQuestion = {
          waitingFor: new Set(targets),
          answers: [],
          settle() {
            clearTimeout(deadline);
            open.delete(id);
            resolve(question.answers);
          },
        };
        open.set(id, question);
        for (const target of targets) send(target, id);
      });
    },
    answered(target, id, answer) {
      const question = open.get(id);
      if (question) noteAnswer(question, target, answer);
    },
    gone(target) {
      for (const question of open.values()) noteAnswer(question, target, undefined);
    },
  };
}
