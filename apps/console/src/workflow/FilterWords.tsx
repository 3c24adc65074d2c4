import type { Filter } from "@catalyst/contracts";
import { Fragment } from "react";
import { useTranslate } from "react-admin";
import { operatorWords } from "../entity/condition-text.ts";
import { VALUELESS } from "../entity/filter-edits.ts";
import { namedPath } from "../entity/filter-path.ts";
import { FilterValueText } from "../entity/FilterValueText.tsx";
import { useMetadata } from "../provider/metadata.ts";

type FilterWordsProps = { readonly entityType: string; readonly filter: Filter };

/** A filter as a person would say it. */
export function FilterWords({ entityType, filter }: FilterWordsProps) {
  const translate = useTranslate();
  const entity = useMetadata().data?.entityTypes.find((type) => type.key === entityType)?.labelPlural ?? entityType;
  if (filter.kind !== "condition" && filter.filters.length === 0)
    return <>{translate("workflow.filter_words.all", { entity })}</>;
  return (
    <>
      {translate("workflow.filter_words.where", { entity, filter: "" })}
      <Words entityType={entityType} filter={filter} inner={false} />
    </>
  );
}

function Words({ entityType, filter, inner }: FilterWordsProps & { readonly inner: boolean }) {
  const translate = useTranslate();
  const entityTypes = useMetadata().data?.entityTypes ?? [];
  if (filter.kind !== "condition")
    return (
      <>
        {inner ? "(" : ""}
        {filter.filters.map((part, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- parts of a filter have no id of their own
          <Fragment key={index}>
            {index > 0 ? translate(`workflow.filter_words.${filter.kind}`) : ""}
            <Words entityType={entityType} filter={part} inner />
          </Fragment>
        ))}
        {inner ? ")" : ""}
      </>
    );
  const type = entityTypes.find((candidate) => candidate.key === entityType);
  const path = type === undefined ? null : namedPath(type, entityTypes, filter.field);
  if (path === null) return <>{filter.field}</>;
  return (
    <>
      {`${path.labels.join(" › ")} ${operatorWords(path.field, filter.operator, translate)}`}
      {VALUELESS.has(filter.operator) ? null : (
        <>
          {" "}
          <FilterValueText field={path.field} value={filter.value} />
        </>
      )}
    </>
  );
}
