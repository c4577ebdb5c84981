import type { Locale } from '@preferably/domain';
import account from './en/account.json';
import apiKeys from './en/api-keys.json';
import common from './en/common.json';
import disagreements from './en/disagreements.json';
import guidelines from './en/guidelines.json';
import history from './en/history.json';
import home from './en/home.json';
import label from './en/label.json';
import learningCurve from './en/learning-curve.json';
import models from './en/models.json';
import people from './en/people.json';
import problem from './en/problem.json';
import projects from './en/projects.json';
import recipe from './en/recipe.json';
import report from './en/report.json';
import runs from './en/runs.json';
import scores from './en/scores.json';
import signIn from './en/sign-in.json';
import snapshots from './en/snapshots.json';
import webhooks from './en/webhooks.json';
import work from './en/work.json';
import koAccount from './ko/account.json';
import koApiKeys from './ko/api-keys.json';
import koCommon from './ko/common.json';
import koDisagreements from './ko/disagreements.json';
import koGuidelines from './ko/guidelines.json';
import koHistory from './ko/history.json';
import koHome from './ko/home.json';
import koLabel from './ko/label.json';
import koLearningCurve from './ko/learning-curve.json';
import koModels from './ko/models.json';
import koPeople from './ko/people.json';
import koProblem from './ko/problem.json';
import koProjects from './ko/projects.json';
import koRecipe from './ko/recipe.json';
import koReport from './ko/report.json';
import koRuns from './ko/runs.json';
import koScores from './ko/scores.json';
import koSignIn from './ko/sign-in.json';
import koSnapshots from './ko/snapshots.json';
import koWebhooks from './ko/webhooks.json';
import koWork from './ko/work.json';

/** English is the measure: the other languages must have the same keys (checked by the compiler and by a test). */
const en = {
  account,
  apiKeys,
  common,
  disagreements,
  guidelines,
  history,
  home,
  label,
  learningCurve,
  models,
  people,
  problem,
  projects,
  recipe,
  report,
  runs,
  scores,
  signIn,
  snapshots,
  webhooks,
  work,
};
export type Messages = typeof en;

const ko: Messages = {
  projects: koProjects,
  recipe: koRecipe,
  report: koReport,
  people: koPeople,
  guidelines: koGuidelines,
  apiKeys: koApiKeys,
  account: koAccount,
  common: koCommon,
  disagreements: koDisagreements,
  history: koHistory,
  home: koHome,
  label: koLabel,
  learningCurve: koLearningCurve,
  models: koModels,
  problem: koProblem,
  runs: koRuns,
  scores: koScores,
  signIn: koSignIn,
  snapshots: koSnapshots,
  webhooks: koWebhooks,
  work: koWork,
};

export const messages: Record<Locale, Messages> = { en, ko };
