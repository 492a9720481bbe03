/**
 * A field for a password that is chosen: its rule is said before it is broken, and a password manager can fill it.
 */
import { PasswordInput } from '@mantine/core';
import { passwordLengthMin } from '../contract.ts';

interface NewPasswordProps {
  label?: string;
  value: string;
  onChange(value: string): void;
  problem?: string | undefined;
  autoFocus?: boolean;
}

export function NewPassword({ label = 'Password', value, onChange, problem, autoFocus = false }: NewPasswordProps) {
  const missing = passwordLengthMin - value.length;
  return (
    <PasswordInput
      label={label}
      description={
        value !== '' && missing > 0
          ? `${missing} more ${missing === 1 ? 'character' : 'characters'}.`
          : `At least ${passwordLengthMin} characters; a few words you remember are best.`
      }
      name="new-password"
      autoComplete="new-password"
      required
      withAsterisk={false}
      minLength={passwordLengthMin}
      autoFocus={autoFocus}
      value={value}
      error={problem}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
