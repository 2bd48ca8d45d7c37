import { isValidLocalDate } from '@ledger/kernel';
import { buildMessage, ValidateBy, type ValidationOptions } from 'class-validator';

export const IS_LOCAL_DATE = 'isLocalDate';

/** 日期: `YYYY-MM-DD`, a day of the calendar, meant in Asia/Shanghai. */
export const IsLocalDate = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: IS_LOCAL_DATE,
      validator: {
        validate: (value: unknown) => typeof value === 'string' && value.length === 10 && isValidLocalDate(value),
        defaultMessage: buildMessage((each) => `${each}$property must be a date YYYY-MM-DD`, options),
      },
    },
    options,
  );
