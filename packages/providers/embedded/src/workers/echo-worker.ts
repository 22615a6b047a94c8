/** A worker for the tests of the link: answers, fails or dies as it is told. */
import { ServedFault, serve } from "./serve.ts";

serve("transcriber-failed", (request: string) => {
  if (request === "fail") throw new Error("as asked");
  if (request === "fail with a code") throw new ServedFault("transcriber-grammar-invalid", "as asked");
  if (request === "die") process.exit(3);
  return request.toUpperCase();
});
