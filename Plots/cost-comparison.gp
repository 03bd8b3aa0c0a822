# Redraw with: gnuplot cost-comparison.gp
reset
set encoding utf8
if (!exists('picture')) picture = 0
picture = picture + 1
if (picture == 1) set terminal svg size 860,791 dynamic enhanced font 'DejaVu Sans,12.5' background rgb 'white' rounded name 'cost_comparison'; set output 'cost-comparison.svg'
$panel1_1 << EOD
161164654804992000 25
157094938411008000 24
156778654334976000 23
77657303678976000 22
161330318401536000 21
155124857044992000 20
77815483465728000 19
77815445716992000 18
77817144410038272 17
512980156416000 16.2
155124857044992000 15
155125354070016000 14
77815546380288000 13
155124857044992000 12
77815445716992000 11
77815445716992000 10
155124857044992000 9
155124863336448000 8
77562625130496000 7
155729108926464000 6
155729108926464000 5
155124857044992000 4
7.7309411328e+16 3
158102917781200896 2
155082679201185792 1
EOD
$panel1_2 << EOD
546199044096000 25
703284117504000 24
387000041472000 23
367219703808000 22
707024510976000 21
544689094656000 20
525399490560000 19
525361741824000 18
527060140032000 17
512980156416000 15.8
544689094656000 15
545186119680000 14
525462405120000 13
544689094656000 12
525361741824000 11
525361741824000 10
544689094656000 9
544695386112000 8
272541155328000 7
545112195072000 6
545112195072000 5
544689094656000 4
19327352832000 3
503760322560000 2
502820044800000 1
EOD
set multiplot
set border 3 linecolor rgb '#888888' linewidth 1
set grid xtics ytics back linetype 1 dashtype solid linecolor rgb '#E4E4E4' linewidth 0.8
unset key
set label '{/:Bold At 2,048,000 positions full attention takes 1.00 (6nd)}' at screen 0.01628,0.96774 left front font 'DejaVu Sans,16' textcolor rgb '#222222'
set label '{/:Bold to 4,000.00 (flash) times the FLOPs of RMT of 512}' at screen 0.01628,0.94104 left front font 'DejaVu Sans,16' textcolor rgb '#222222'
set label 'opt-125m · prefill · RMT: segments of 512 positions, 10 of them memory' at screen 0.01628,0.91434 left front font 'DejaVu Sans,11' textcolor rgb '#666666'

set lmargin at screen 0.13917
set rmargin at screen 0.89254
set tmargin at screen 0.86819
set bmargin at screen 0.04617
set logscale x 10
set xrange [12305384664365.459:2.5339215890381046e+17]
set xtics ('' 100000000000000.0, '' 1000000000000000.0, '' 1e+16, '' 1e+17) nomirror out scale 0.5 font 'DejaVu Sans,11' textcolor rgb '#222222'
unset logscale y
set yrange [0.0:26.0]
set ytics ('rmt-paper' 25.0, 'hoffmann' 24.0, 'hoffmann-table4' 23.0, 'kaplan' 22.0, 'electra' 21.0, 'matmul' 20.0, 'matmul-causal' 19.0, 'matmul-half' 18.0, 'executed' 17.0, '6nd' 16.0, 'palm' 15.0, 'torchtitan' 14.0, 'megatron' 13.0, 'megatron-ptdp' 12.0, 'nemo' 11.0, 'maxtext' 10.0, 'llm-analysis' 9.0, 'eleuther' 8.0, 'fvcore (MACs)' 7.0, 'deepspeed' 6.0, 'calflops' 5.0, 'torch' 4.0, 'flash' 3.0, 'llm-viewer' 2.0, 'vllm' 1.0) nomirror out scale 0.5 font 'DejaVu Sans,11' textcolor rgb '#222222'
set label 'FLOPs, counted' at screen 0.13452,0.88463 left front font 'DejaVu Sans,12.5' textcolor rgb '#222222'
set label 'FLOPs' at screen 0.12289,0.02721 right front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '10¹⁴' at screen 0.29808,0.02721 center front font 'DejaVu Sans,11' textcolor rgb '#222222'
set label '10¹⁵' at screen 0.47273,0.02721 center front font 'DejaVu Sans,11' textcolor rgb '#222222'
set label '10¹⁶' at screen 0.64738,0.02721 center front font 'DejaVu Sans,11' textcolor rgb '#222222'
set label '10¹⁷' at screen 0.82202,0.02721 center front font 'DejaVu Sans,11' textcolor rgb '#222222'
set label 'ratio' at screen 0.91115,0.88336 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '×295.07' at screen 0.91115,0.83658 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '×223.37' at screen 0.91115,0.80496 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '×405.11' at screen 0.91115,0.77334 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '×211.47' at screen 0.91115,0.74173 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '×228.18' at screen 0.91115,0.71011 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '×284.80' at screen 0.91115,0.67849 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '×148.11' at screen 0.91115,0.64688 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '×148.12' at screen 0.91115,0.61526 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '×147.64' at screen 0.91115,0.58365 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '×1.00' at screen 0.91115,0.55203 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '×284.80' at screen 0.91115,0.52041 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '×284.54' at screen 0.91115,0.4888 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '×148.09' at screen 0.91115,0.45718 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '×284.80' at screen 0.91115,0.42556 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '×148.12' at screen 0.91115,0.39395 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '×148.12' at screen 0.91115,0.36233 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '×284.80' at screen 0.91115,0.33072 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '×284.79' at screen 0.91115,0.2991 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '×284.59' at screen 0.91115,0.26748 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '×285.68' at screen 0.91115,0.23587 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '×285.68' at screen 0.91115,0.20425 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '×284.80' at screen 0.91115,0.17263 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '×4,000.00' at screen 0.91115,0.14102 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '×313.85' at screen 0.91115,0.1094 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '×308.43' at screen 0.91115,0.07779 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label 'RMT of 512' at screen 0.3856,0.86061 left front font 'DejaVu Sans,12.5' textcolor rgb '#D55E00'
set arrow from screen 0.42686,0.85018 to screen 0.42686,0.84543 nohead linecolor rgb '#D55E00' linewidth 0.6 dashtype solid
set label 'full attention' at screen 0.81155,0.86061 left front font 'DejaVu Sans,12.5' textcolor rgb '#0072B2'
set arrow from screen 0.85822,0.85018 to screen 0.85822,0.84543 nohead linecolor rgb '#0072B2' linewidth 0.6 dashtype solid
plot \
  $panel1_1 using 1:2 with points pointtype 7 pointsize 1.0 linecolor rgb '#0072B2' linewidth 1.6 dashtype solid, \
  $panel1_2 using 1:2 with points pointtype 5 pointsize 1.0 linecolor rgb '#D55E00' linewidth 1.6 dashtype solid
unset label
unset arrow
unset multiplot
unset output
if (picture < 1) reread
