import ts from 'typescript-api';

const { TypeFlags } = ts;
const INDENT = '  ';

/**
 * Writes the named types of a module out as plain TypeScript: what zod infers becomes object types and unions that need no
 * import, and branded ids become strings. Reads the module's declarations; throws for a type that it can't write.
 */
export const plainTypes = (declarations: string, names: readonly string[]): string => {
  const program = ts.createProgram([declarations], {
    strict: true,
    skipLibCheck: true,
    module: ts.ModuleKind.NodeNext,
  });
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(declarations);
  const module = file && checker.getSymbolAtLocation(file);
  if (!module) throw new Error(`${declarations} is no module.`);
  const exported = new Map(
    checker.getExportsOfModule(module).map((symbol) => [symbol.name, resolved(checker, symbol)]),
  );
  return names
    .map((name) => {
      const symbol = exported.get(name);
      if (!symbol) throw new Error(`${declarations} has no type ${name}.`);
      return writeAlias(checker, name, symbol);
    })
    .join('\n');
};

const resolved = (checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol =>
  symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;

const writeAlias = (checker: ts.TypeChecker, name: string, symbol: ts.Symbol): string => {
  const declaration = symbol.declarations?.find(ts.isTypeAliasDeclaration);
  // Generic types are written by people, not inferred from a schema.
  if (declaration?.typeParameters) return declaration.getText();
  return `export type ${name} = ${writeType(checker, checker.getDeclaredTypeOfSymbol(symbol), '')};`;
};

const writeType = (checker: ts.TypeChecker, type: ts.Type, indent: string): string => {
  const write = (inner: ts.Type): string => writeType(checker, inner, indent);
  if (type.isUnion()) return writeUnion(checker, type, indent);
  // `string & { [brand]: 'VideoId' }`
  const base = type.isIntersection() && type.types.find(({ flags }) => flags & TypeFlags.String);
  if (base) return 'string';
  if (checker.isArrayType(type)) return `${wrap(write(elementOf(checker, type)))}[]`;
  if (type.flags & (TypeFlags.Object | TypeFlags.Intersection)) return writeObject(checker, type, indent);
  if (type.flags & SIMPLE) return checker.typeToString(type);
  throw new Error(`Can't write ${checker.typeToString(type)} as a plain type.`);
};

const SIMPLE =
  TypeFlags.String |
  TypeFlags.Number |
  TypeFlags.Boolean |
  TypeFlags.BooleanLiteral |
  TypeFlags.StringLiteral |
  TypeFlags.NumberLiteral |
  TypeFlags.Null |
  TypeFlags.Undefined |
  TypeFlags.Unknown;

const elementOf = (checker: ts.TypeChecker, type: ts.Type): ts.Type => {
  const [element] = checker.getTypeArguments(type as ts.TypeReference);
  if (!element) throw new Error('An array without an element type.');
  return element;
};

const wrap = (text: string): string => (/^\{[\s\S]*\}$|^\w+$/.test(text) ? text : `(${text})`);

const writeUnion = (checker: ts.TypeChecker, type: ts.UnionType, indent: string): string => {
  if (type.flags & TypeFlags.Boolean) return 'boolean';
  const isBoolean = type.types.filter(({ flags }) => flags & TypeFlags.BooleanLiteral).length === 2;
  const written = type.types
    .filter(({ flags }) => !(isBoolean && flags & TypeFlags.BooleanLiteral))
    .map((member) => writeType(checker, member, indent));
  const members = [...new Set([...(isBoolean ? ['boolean'] : []), ...written])];
  return members.sort((one, other) => Number(one === 'undefined') - Number(other === 'undefined')).join(' | ');
};

const writeObject = (checker: ts.TypeChecker, type: ts.Type, indent: string): string => {
  const inner = indent + INDENT;
  const index = checker.getIndexInfoOfType(type, ts.IndexKind.String);
  const lines = checker.getPropertiesOfType(type).map((property) => {
    const isOptional = Boolean(property.flags & ts.SymbolFlags.Optional);
    const written = writeType(checker, checker.getTypeOfSymbol(property), inner);
    return `${inner}${property.name}${isOptional ? '?' : ''}: ${written};`;
  });
  if (index) lines.push(`${inner}[name: string]: ${writeType(checker, index.type, inner)};`);
  return `{\n${lines.join('\n')}\n${indent}}`;
};
