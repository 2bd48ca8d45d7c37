import { holdsLongNumber } from '@ledger/kernel';
import { buildMessage, ValidateBy, type ValidationOptions } from 'class-validator';

export const PLAIN_TEXT = 'plainText';

/** Control and format characters (direction marks, zero-width ones), line separators, halves of surrogate pairs. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
/** Why a text may not stand in an event; undefined when it may. */
export function plainTextProblem(text: string, max: number): string | undefined {
  // Before anything that walks the text: a hostile one may be very long.
  if (text.length > max * 2) return `must have at most ${max} characters`;
  if (text.trim() === '') return 'must not be blank';
  if ([...text].length > max) return `must have at most ${max} characters`;
  if (UNPRINTABLE.test(text)) return 'must not hold control, direction or invisible characters';
  if (holdsLongNumber(text)) {
    return 'must not hold a number of 11 digits or more: personal numbers do not belong in free text';
  }
  return undefined;
}

/** 文字: free text of 1 to `max` characters on one line, without anything that looks like a personal number. */
export const PlainText = (max: number, options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: PLAIN_TEXT,
      constraints: [max],
      validator: {
        validate: (value: unknown) => typeof value === 'string' && plainTextProblem(value, max) === undefined,
        defaultMessage: buildMessage(
          (each) =>
            `${each}$property must be plain text of 1 to ${max} characters without numbers of 11 digits or more`,
          options,
        ),
      },
    },
    options,
  );
