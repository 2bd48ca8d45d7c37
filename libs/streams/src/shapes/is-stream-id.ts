import { isUuid } from '@ledger/kernel';
import { buildMessage, ValidateBy, type ValidationOptions } from 'class-validator';

export const IS_STREAM_ID = 'isStreamId';

/** 编号: a UUID in small letters, so that one id has one spelling. */
export const IsStreamId = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: IS_STREAM_ID,
      validator: {
        validate: (value: unknown) => typeof value === 'string' && value.length === 36 && isUuid(value),
        defaultMessage: buildMessage((each) => `${each}$property must be a UUID in small letters`, options),
      },
    },
    options,
  );
