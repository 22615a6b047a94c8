/** What only the whole server can show: supervisor, workers and database, called by the twin over its real protocol. */
import { closeEmbedded } from "@offhook/provider-embedded";
import { openHouse } from "../house/house.ts";
import type { Measure } from "../kit/result.ts";
import { utterance } from "../line/speech.ts";
import { measureAnswers } from "./answer.ts";
import { measureKills } from "./killed-worker.ts";

export const wholeServer: Measure = {
  name: "server",
  title: "The whole server",
  async run() {
    const wish = await utterance("I'd like to book an appointment.");
    await closeEmbedded();
    const house = await openHouse();
    try {
      return { results: [await measureAnswers(house), ...(await measureKills(house, wish))] };
    } finally {
      await house.close();
    }
  },
};
