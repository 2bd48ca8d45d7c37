import type { Json } from '@ledger/kernel';
import { buildMessage, ValidateBy, type ValidationOptions } from 'class-validator';
import { plainTextProblem } from './plain-text';

export const IS_JSON_VALUE = 'isJsonValue';

const MAX_DEPTH = 3;
const MAX_MEMBERS = 100;
const MAX_TEXT = 100;

/** Small, shallow JSON whose texts hold no personal number. */
function isSmallJson(value: unknown, depth: number): value is Json {
  if (typeof value === 'string') return plainTextProblem(value, MAX_TEXT) === undefined;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return typeof value === 'boolean';
  if (value === null || depth === 0) return false;
  const members = Object.entries(value);
  return (
    members.length <= MAX_MEMBERS &&
    members.every(([name, member]) => plainTextProblem(name, MAX_TEXT) === undefined && isSmallJson(member, depth - 1))
  );
}

/** 参数值: a number, text, yes or no, or a list or object of them; at most 100 members at a level and three levels. */
export const IsJsonValue = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: IS_JSON_VALUE,
      validator: {
        validate: (value: unknown) => isSmallJson(value, MAX_DEPTH),
        defaultMessage: buildMessage(
          (each) => `${each}$property must be a small JSON value without personal numbers`,
          options,
        ),
      },
    },
    options,
  );
