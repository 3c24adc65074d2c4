import { useEffect } from "react";
import { useFormState } from "react-hook-form";

/** After a save that was refused, the focus goes to the first marked field: it is what the person must change. */
export function useFocusFirstProblem(): void {
  const { errors, submitCount } = useFormState();
  const hasProblems = Object.keys(errors).length > 0;
  useEffect(() => {
    if (!hasProblems || submitCount === 0) return;
    document.querySelector<HTMLElement>('form [aria-invalid="true"]')?.focus();
  }, [hasProblems, submitCount]);
}
