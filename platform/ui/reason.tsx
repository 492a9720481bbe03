/**
 * A button that cannot be used now, and says why. It stays focusable and readable: a keyboard or screen-reader user
 * reaches it and hears the reason, a mouse shows it, a touch shows it. With `reason` null it is an ordinary button.
 * A control is never hidden and never dead without a sentence.
 */
import { Button, type ButtonProps, Tooltip, VisuallyHidden } from '@mantine/core';
import { type MouseEvent, useId } from 'react';

interface ReasonButtonProps extends ButtonProps {
  /** Why not, as a sentence for the person; null or undefined when the action is allowed. */
  reason: string | null | undefined;
  onClick?: (event: MouseEvent<HTMLButtonElement>) => void;
  type?: 'button' | 'submit';
}

export function ReasonButton({ reason, onClick, type = 'button', children, ...rest }: ReasonButtonProps) {
  const id = useId();
  if (!reason) {
    return (
      <Button {...rest} type={type} {...(onClick && { onClick })}>
        {children}
      </Button>
    );
  }
  return (
    <>
      <Tooltip label={reason}>
        <Button
          {...rest}
          type="button"
          data-disabled
          aria-disabled
          aria-describedby={id}
          onClick={(event) => event.preventDefault()}
        >
          {children}
        </Button>
      </Tooltip>
      <VisuallyHidden id={id}>{reason}</VisuallyHidden>
    </>
  );
}
