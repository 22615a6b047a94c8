/** What a number can carry. */
import { useTranslation } from "react-i18next";
import type { OwnedNumber } from "../../data/twilio-accounts.ts";
import { Tag } from "../../ui/tag.tsx";

export function CapabilityTags({ capabilities }: Pick<OwnedNumber, "capabilities">) {
  const { t } = useTranslation();
  const { voice, sms, mms } = capabilities;
  return (
    <span className="inline-flex flex-wrap gap-1">
      <Tag tone={voice ? "plain" : "soon"}>{t(voice ? "numbers.can.voice" : "numbers.can.noVoice")}</Tag>
      {sms && <Tag>{t("numbers.can.sms")}</Tag>}
      {mms && <Tag>MMS</Tag>}
    </span>
  );
}
