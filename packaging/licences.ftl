<#-- What comes with TriggerScope, a line each: name, version, licence, with tabs between them. -->
<#-- First what no Maven artifact stands for. -->
Feather icons	4.28	MIT
Inter	4.001	OFL-1.1
Java runtime (OpenJDK)	25	GPL-2.0 with Classpath-exception-2.0
JetBrains Mono	2.242	OFL-1.1
<#list dependencyMap as entry>
<#assign part = entry.getKey()>
<#if part.artifactId?starts_with("embedded-postgres-binaries")>
PostgreSQL	${part.version}	PostgreSQL
<#else>
${part.artifactId}	${part.version}	${entry.getValue()?join(", ")}
</#if>
</#list>
