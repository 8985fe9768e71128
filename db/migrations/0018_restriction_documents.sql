-- A restriction is named by its kind and the number of its document, not by a sentence somebody has to type again.
alter table restriction add column document_number text;
update restriction set document_number = substring(document from 'số ([^ ,;]*/[^ ,;]+)');
