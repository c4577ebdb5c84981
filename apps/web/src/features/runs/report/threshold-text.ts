/** 0.5, 0.15, 0.903: with the digits that tell one threshold from another. */
export const thresholdText = (locale: string, threshold: number) =>
  new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 }).format(threshold);
