/** A call worker whose sample assistant has a person to put callers through to, and whose calls may meet trouble. */
import { FRONT_DESK } from "@offhook/server/assistants";
import { createCallHost } from "@offhook/server/calls";
import { runWorker } from "@offhook/server/worker";
import { LAB_NUMBER } from "./lab-number.ts";
import { slowCalendar, troubleCalls } from "./lab-troubles.ts";

const LAB_PERSON = { id: "frontDesk", name: "Front desk", number: LAB_NUMBER };

// Tests run six calls at once, on whatever machine: what it would measure of itself meanwhile is not the question here.
const capacity = Number(process.env.LAB_CAPACITY ?? 8);
const host = createCallHost({ sample: { ...FRONT_DESK, people: [LAB_PERSON] }, capacity });

troubleCalls();
runWorker({ ...host, start: (context) => host.start({ ...context, store: slowCalendar(context.store) }) });
