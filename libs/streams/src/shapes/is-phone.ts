import { parsePhone } from '@ledger/kernel';
import { buildMessage, ValidateBy, type ValidationOptions } from 'class-validator';

export const IS_PHONE = 'isPhone';

/** 电话: a mainland mobile or landline number as people write it (C.7); the message never quotes it. */
export const IsPhone = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: IS_PHONE,
      validator: {
        validate: (value: unknown) => typeof value === 'string' && value.length <= 32 && parsePhone(value).ok,
        defaultMessage: buildMessage((each) => `${each}$property must be a mainland phone number`, options),
      },
    },
    options,
  );
