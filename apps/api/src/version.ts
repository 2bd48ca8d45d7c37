/** Of the program and its API document. */
export const VERSION = '0.1.0';
