/** A worker for the tests of the link: answers, fails, hangs or dies as it is told. */
import { serve } from "./serve.ts";

serve((model: { name: string }) => (request: string) => {
  if (request === "fail") throw new Error("as asked");
  if (request === "die") {
    process.stderr.write("model.cc:122 'vocab_size' does not exist in the metadata\n");
    process.exit(255);
  }
  while (request === "hang") Math.random();
  return `${model.name} says ${request}`;
});
