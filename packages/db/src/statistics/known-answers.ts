/** Whether a revision `p` gives the known answer `k`: its side, and the safety labels where they are known. */
export const givesAnswer = (p: string, k: string) =>
  `${p}.side = ${k}.side and (${k}.safe_a is null or (${p}.safe_a = ${k}.safe_a and ${p}.safe_b = ${k}.safe_b))`;
