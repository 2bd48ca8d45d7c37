import { parsePersonName } from '@ledger/kernel';
import { buildMessage, ValidateBy, type ValidationOptions } from 'class-validator';

export const IS_PERSON_NAME = 'isPersonName';

/** 姓名: letters, ideographs and what joins them (C.7); the message never quotes it. */
export const IsPersonName = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: IS_PERSON_NAME,
      validator: {
        validate: (value: unknown) => typeof value === 'string' && parsePersonName(value).ok,
        defaultMessage: buildMessage((each) => `${each}$property must be a person's name`, options),
      },
    },
    options,
  );
