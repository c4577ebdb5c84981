import { z } from 'zod';

const Environment = z.object({
  /** Where pages rendered on the server reach the API; the browser uses the page's own origin. */
  API_URL: z.url().default('http://127.0.0.1:3000'),
});

/** Read when first asked for, so that `next build` needs no environment. */
export function config() {
  const parsed = Environment.safeParse(process.env);
  if (parsed.success) return { apiUrl: parsed.data.API_URL.replace(/\/$/u, '') };
  const names = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The environment is not valid. ${names.join('; ')}`);
}

/** Next sets it when it builds; a page under development needs more than a built one may have. */
export const isDevelopment = process.env.NODE_ENV === 'development';
