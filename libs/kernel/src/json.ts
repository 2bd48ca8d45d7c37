/** A value that JSON can hold. Events, commands and facts are made of nothing else. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };
