import { isValidInstant } from '@ledger/kernel';
import { buildMessage, ValidateBy, type ValidationOptions } from 'class-validator';

export const IS_INSTANT = 'isInstant';

/** 时刻: UTC with milliseconds, `2020-10-15T00:30:00.000Z`; one form only, so that text order is time order. */
export const IsInstant = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: IS_INSTANT,
      validator: {
        validate: (value: unknown) => typeof value === 'string' && value.length === 24 && isValidInstant(value),
        defaultMessage: buildMessage((each) => `${each}$property must be an instant YYYY-MM-DDTHH:mm:ss.sssZ`, options),
      },
    },
    options,
  );
