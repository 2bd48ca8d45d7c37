import { buildMessage, ValidateBy, type ValidationOptions } from 'class-validator';

export const IS_FEN = 'isFen';

/** A thousand million yuan: more than eight times the whole fund. */
export const MAX_AMOUNT_FEN = 100_000_000_000;

/** 金额: a whole number of fen (1/100 yuan) from 1, or from 0 where `zero` is allowed, to {@link MAX_AMOUNT_FEN}. */
export const IsFen = (options: ValidationOptions & { readonly zero?: boolean } = {}): PropertyDecorator => {
  const least = options.zero ? 0 : 1;
  return ValidateBy(
    {
      name: IS_FEN,
      constraints: [least],
      validator: {
        validate: (value: unknown) =>
          Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= MAX_AMOUNT_FEN,
        defaultMessage: buildMessage(
          (each) => `${each}$property must be whole fen from ${least} to ${MAX_AMOUNT_FEN}`,
          options,
        ),
      },
    },
    options,
  );
};
