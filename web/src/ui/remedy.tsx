// What would lift a refusal, to paste or to send to whoever can do it.
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components/Tabs";
import type { PolicyToAdd, Remedy } from "../api/types";
import { m } from "../messages";
import { CopyButton } from "./copy-button";
import "./remedy.css";

type Form = "document" | "cli" | "terraform" | "cloudformation";

const forms: [form: Form, name: string][] = [
  ["document", "JSON"],
  ["cli", "AWS CLI"],
  ["terraform", "Terraform"],
  ["cloudformation", "CloudFormation"],
];

/** Who has to do what, and the policies for it in every way that people write them. */
export function RemedyPanel({ remedy: { words, policies, message } }: { remedy: Remedy }) {
  return (
    <section className="remedy">
      <h3>{m.ui.whatHelps}</h3>
      <p dir="auto">{words}</p>
      <PolicyTabs policies={policies} message={message} />
    </section>
  );
}

export interface PolicyTabsProps {
  policies: PolicyToAdd[];
  /** All of it, to send to whoever can do it. */
  message?: string;
}

/** Policies in every way that people write them. */
export function PolicyTabs({ policies, message }: PolicyTabsProps) {
  const written = forms.filter(([form]) => policies.some((policy) => policy[form]));
  return (
    <Tabs className="remedy-tabs">
      <TabList className="remedy-list" aria-label={m.ui.waysToWrite}>
        {written.map(([form, name]) => (
          <Tab key={form} id={form} className="remedy-tab">
            {name}
          </Tab>
        ))}
        {message !== undefined && (
          <Tab id="message" className="remedy-tab">
            {m.ui.messageToSend}
          </Tab>
        )}
      </TabList>
      {written.map(([form, name]) => (
        <TabPanel key={form} id={form} className="remedy-panel">
          {policies.map((policy) => (
            <Written key={policy.place} policy={policy} text={policy[form]} name={name} />
          ))}
        </TabPanel>
      ))}
      {message !== undefined && (
        <TabPanel id="message" className="remedy-panel">
          <figure>
            <pre className="code-block">{message}</pre>
            <CopyButton text={message} label={m.ui.copyMessage} />
          </figure>
        </TabPanel>
      )}
    </Tabs>
  );
}

interface WrittenProps {
  policy: PolicyToAdd;
  /** Nothing where it is not written in this way. */
  text?: string | null;
  name: string;
}

function Written({ policy: { place, too_long: tooLong }, text, name }: WrittenProps) {
  return (
    <figure>
      <figcaption>{m.ui.addTo(place)}</figcaption>
      {tooLong && <p>{tooLong}</p>}
      {text ? <pre className="code-block">{text}</pre> : <p>{m.ui.onlyJson}</p>}
      {text && <CopyButton text={text} label={m.ui.copyForm(name)} />}
    </figure>
  );
}
