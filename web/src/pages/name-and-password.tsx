// Who somebody is, by what they know.
import { m } from "../messages";
import { TextField } from "../ui/text-field";

export interface NameAndPasswordProps {
  username: string;
  onUsername: (username: string) => void;
  password: string;
  onPassword: (password: string) => void;
}

export function NameAndPassword(props: NameAndPasswordProps) {
  return (
    <>
      <TextField
        label={m.pages.name}
        name="username"
        autoComplete="username"
        isRequired
        value={props.username}
        onChange={props.onUsername}
      />
      <TextField
        label={m.pages.password}
        name="password"
        type="password"
        autoComplete="current-password"
        isRequired
        value={props.password}
        onChange={props.onPassword}
      />
    </>
  );
}
