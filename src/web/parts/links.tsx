/** The way to an office or to an indicator, seen from where one is. */
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { ViewSearch } from "../address.ts";
import { sayWords, writeMembers } from "../address-words.ts";
import { useWorkspace } from "../shell/use-workspace.ts";

interface LinkProps {
  readonly code: string;
  readonly children: ReactNode;
  readonly className?: string;
}

/** The view goes along; the figure that was being explained does not. */
function keepView({ why: _, ...kept }: ViewSearch): ViewSearch {
  return kept;
}

export function OfficeLink({ code, children, className = "" }: LinkProps) {
  const { workspace, search } = useWorkspace();
  return (
    <Link
      to="/$workspace/uffici/$orgUnit"
      params={{ workspace, orgUnit: code }}
      search={keepView(search)}
      className={className}
    >
      {children}
    </Link>
  );
}

interface IndicatorLinkProps extends LinkProps {
  /** Of which figures are to be seen; of none or of one's choice unless told otherwise. */
  readonly members?: Readonly<Record<string, string>>;
}

export function IndicatorLink({ code, children, className = "", members = {} }: IndicatorLinkProps) {
  const { workspace, search } = useWorkspace();
  return (
    <Link
      to="/$workspace/indicatori/$indicator"
      params={{ workspace, indicator: code }}
      search={sayWords<"indicator">({ member: writeMembers(members) })({ ...keepView(search) })}
      className={className}
    >
      {children}
    </Link>
  );
}
