/** What the simulator's account can show where a country asks: made up, like its numbers, and always the same. */
import type { TwilioTwin } from "@offhook/twin-twilio";

const sid = (letters: string, at: number): string => `${letters}${String(at).padStart(32, "0")}`;

export function addSimulatorPapers({ account: { papers } }: TwilioTwin): void {
  const whose = { customerName: "Example Clinic", friendlyName: "Example" };
  const places = [
    { street: "1 Example Street", city: "London", postalCode: "SW1A 0AA", isoCountry: "GB" },
    { street: "Musterweg 1", city: "Berlin", postalCode: "10115", isoCountry: "DE" },
  ];
  for (const [at, place] of places.entries()) papers.addAddress({ ...whose, ...place, sid: sid("AD", at + 1) });
  const kinds = [
    { isoCountry: "DE", numberType: "local" },
    { isoCountry: "GB", numberType: "mobile" },
    { isoCountry: "EE", numberType: "mobile" },
  ] as const;
  for (const [at, kind] of kinds.entries()) {
    papers.addBundle({ ...kind, friendlyName: "Example Clinic", sid: sid("BU", at + 1) });
  }
}
