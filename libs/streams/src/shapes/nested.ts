import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsDefined, IsObject, ValidateNested } from 'class-validator';

const all =
  (...decorators: readonly PropertyDecorator[]): PropertyDecorator =>
  (target, property) => {
    for (const decorate of decorators) decorate(target, property);
  };

/** One object of that class. ValidateNested alone lets null, nothing and arrays pass. */
export const Nested = (shape: () => new () => object): PropertyDecorator =>
  all(IsDefined(), IsObject(), ValidateNested(), Type(shape));

/** A list of objects of that class, of a bounded length; no element may be null. */
export const NestedList = (
  shape: () => new () => object,
  size: { readonly min: number; readonly max: number },
): PropertyDecorator =>
  all(
    IsArray(),
    ArrayMinSize(size.min),
    ArrayMaxSize(size.max),
    IsObject({ each: true }),
    ValidateNested({ each: true }),
    Type(shape),
  );
