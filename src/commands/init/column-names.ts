/**
 * Names that exports give to the fields of records, as they read without case, spaces and punctuation; the first that a
 * file has is proposed.
 */
export const columnNames = {
  employeeId: [
    "employeeid",
    "employeenumber",
    "employeeno",
    "empno",
    "empid",
    "personnelnumber",
    "personnelno",
    "workerid",
    "staffid",
    "staffnumber",
    "personalnummer",
  ],
  immutableId: ["objectid", "objectguid", "immutableid", "guid", "uuid"],
  nativeId: ["id", "userid", "accountid", "memberid", "externalid"],
  userName: [
    "username",
    "login",
    "samaccountname",
    "userprincipalname",
    "upn",
    "uid",
    "accountname",
    "loginname",
    "handle",
    "user",
  ],
  displayName: ["displayname", "fullname", "name", "cn", "commonname"],
  emails: ["email", "mail", "emailaddress", "workemail", "primaryemail", "useremail"],
  status: [
    "status",
    "state",
    "employmentstatus",
    "workerstatus",
    "employeestatus",
    "accountstatus",
    "userstatus",
    "active",
    "isactive",
    "enabled",
    "accountenabled",
  ],
  startDate: ["startdate", "hiredate", "hiredon", "joindate", "dateofhire", "entrydate"],
  endDate: ["enddate", "terminationdate", "leavedate", "lastday", "lastworkingday", "exitdate", "dateofleaving"],
  department: ["department", "dept", "departmentname", "costcentername"],
  title: ["title", "jobtitle", "position"],
  managerId: ["managerid", "manageremployeeid", "manageremployeenumber", "managernumber", "supervisorid"],
  employmentType: ["employmenttype", "workertype", "contracttype", "employeetype"],
  externalId: ["externalid", "samlnameid", "nameid", "scimexternalid"],
  createdAt: ["createdat", "created", "createdon", "creationdate", "datecreated", "whencreated"],
  roles: [
    "role",
    "roles",
    "profile",
    "permission",
    "permissions",
    "permissionset",
    "entitlement",
    "entitlements",
    "license",
    "accesslevel",
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type ColumnMeaning = keyof typeof columnNames;

/** The column that means something, as the file spells it; undefined where none does, or where a mapping cannot name it. */
export function columnFor(meaning: ColumnMeaning, columns: readonly string[]): string | undefined {
  for (const name of columnNames[meaning]) {
    const found = columns.find((column) => column.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "") === name);
    if (found !== undefined && isNameable(found)) return found;
  }
  return undefined;
}

/** Braces, bars and a leading dollar have a meaning of their own in a mapping. */
export function isNameable(column: string): boolean {
  return column !== "" && !/[{}|\\]|^\$|\p{C}/u.test(column);
}
