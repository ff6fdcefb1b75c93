/** A field in which one writes what one looks for, above what is found. */
interface SearchFieldProps {
  readonly title: string;
  readonly value: string;
  readonly hint?: string | undefined;
  readonly change: (text: string) => void;
}

export function SearchField({ title, value, hint, change }: SearchFieldProps) {
  return (
    <label className="pm-tool-field">
      <span>{title}</span>
      <input
        type="search"
        className="form-control"
        value={value}
        placeholder={hint}
        onChange={({ target }) => change(target.value)}
      />
    </label>
  );
}
