export { FieldTypeIcon as FieldIcon } from "../../field/FieldTypeIcon.tsx";
