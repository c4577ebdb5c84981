"""Fits a reward model on an exported preference file, by the recipe of Llama 2 (arXiv 2307.09288)."""
