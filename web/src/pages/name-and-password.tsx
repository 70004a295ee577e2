// Who somebody is, by what they know.
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
        label="Name"
        name="username"
        autoComplete="username"
        isRequired
        value={props.username}
        onChange={props.onUsername}
      />
      <TextField
        label="Password"
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
