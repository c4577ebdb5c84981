'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react';
import { Button } from './button.tsx';

interface Entry {
  id: number;
  text: string;
}

const ToastContext = createContext<(text: string) => void>(() => {});

/** `const toast = useToast(); toast(words)`: a passing confirmation. Never for errors: those stay, as a Notice. */
export function useToast(): (text: string) => void {
  return useContext(ToastContext);
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const t = useTranslations('common.action');
  const [entries, setEntries] = useState<readonly Entry[]>([]);
  const next = useRef(0);
  const remove = useCallback((id: number) => setEntries((all) => all.filter((e) => e.id !== id)), []);
  const add = useCallback(
    (text: string) => {
      next.current += 1;
      const id = next.current;
      setEntries((all) => [...all.slice(-2), { id, text }]);
      setTimeout(() => remove(id), 6000);
    },
    [remove],
  );
  return (
    <ToastContext value={add}>
      {children}
      <div role="status" aria-live="polite" className="fixed right-4 bottom-4 z-50 flex flex-col gap-2">
        {entries.map((entry) => (
          <div
            key={entry.id}
            className="flex items-center gap-2 rounded-md border border-line bg-raised py-1 pr-1 pl-3 shadow-float"
          >
            {entry.text}
            <Button variant="ghost" size="icon" aria-label={t('dismiss')} onClick={() => remove(entry.id)}>
              <X aria-hidden />
            </Button>
          </div>
        ))}
      </div>
    </ToastContext>
  );
}
